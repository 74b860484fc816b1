// JavaScript, since jest reads TypeScript settings only with one more package.
/** @type {import("jest").Config} */
const config = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.tsx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
  },
  globalSetup: "<rootDir>/test/support/start-database.ts",
  globalTeardown: "<rootDir>/test/support/stop-database.ts",
  maxWorkers: 2,
  testTimeout: 30_000,
};

module.exports = config;
