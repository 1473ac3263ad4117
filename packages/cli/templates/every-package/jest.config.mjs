/** Tests run on what the build made: nothing has to be translated, and what is tested is what is shipped. */
export default {
  testMatch: ['<rootDir>/dist/**/*.test.js'],
  transform: {},
};
