// The browser's own run: it needs Chromium and what `npm run build` made, and no test database.
const { transform } = require("../../jest.config.js");

/** @type {import("jest").Config} */
const config = {
  testEnvironment: "node",
  rootDir: __dirname,
  testMatch: ["**/*.browser.ts"],
  transform,
  maxWorkers: 1,
  testTimeout: 120_000,
};

module.exports = config;
