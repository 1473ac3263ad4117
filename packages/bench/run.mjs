import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { dispatch } from './src/dispatch.mjs';
import { machine } from './src/machine.mjs';
import { outboxPostgresql } from './src/outbox-postgresql.mjs';
import { phone } from './src/phone.mjs';
import { printResult } from './src/print-result.mjs';
import { sendEmbedded } from './src/send-embedded.mjs';
import { sendPostgresql } from './src/send-postgresql.mjs';
import { switching } from './src/switching.mjs';

const usage = `npm run bench -- [--only <name>,<name>] [--quick]

  --only   some of: dispatch, switching, phone, send, outbox, embedded
  --quick  fewer and shorter rounds: to see that it runs, not to quote
`;

/** @type {readonly import('./src/result.mjs').Benchmark[]} */
const benchmarks = [dispatch, switching, phone, sendPostgresql, outboxPostgresql, sendEmbedded];

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, help: { type: 'boolean' } },
});
const wanted = values.only?.split(',') ?? benchmarks.map(({ name }) => name);
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (values.help || unknown.length > 0) {
  process.stderr.write(unknown.length > 0 ? `There is no benchmark "${unknown.join('", "')}".\n\n${usage}` : usage);
  process.exit(values.help ? 0 : 2);
}

process.stdout.write(`${await machine()}\n`);
for (const benchmark of benchmarks) {
  if (!wanted.includes(benchmark.name)) continue;
  printResult(benchmark.title, await benchmark.run({ quick: values.quick }));
  process.stderr.write(`(load ${loadavg()[0]?.toFixed(1)} at its end)\n`);
}
