const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');

/** Where `tsc -b` writes what a source file becomes: the nearest tsconfig.json says it. */
exports.builtFileOf = (source) => {
  const folder = projectOf(dirname(source));
  const { rootDir, outDir } = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).compilerOptions;
  const built = resolve(folder, outDir, relative(resolve(folder, rootDir), source)).replace(/\.ts$/, '.js');
  if (!existsSync(built))
    throw new Error(`${source} is not built: ${built} is missing. Delete the dist folder of its project and build.`);
  return built;
};

function projectOf(folder) {
  return existsSync(join(folder, 'tsconfig.json')) ? folder : projectOf(dirname(folder));
}
