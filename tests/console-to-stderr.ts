/**
 * Loaded before each test file (`scripts/test.ts`). The files' processes speak to Node's test runner over standard
 * output, and a line of the code under test among its messages can make one unreadable.
 *
 * @see https://github.com/nodejs/node/issues/66164
 */
console.log = console.error;
