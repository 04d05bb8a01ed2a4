/**
 * A reporter of vitest: writes down how each test went in the moment in which it is over, one line of JSON per test,
 * so that what ran is known even when the run is ended. The file is named in RESULTS (see tools/testrun/results.py).
 */
import { appendFileSync, writeFileSync } from "node:fs";

export default class Results {
  onInit() {
    writeFileSync(process.env.RESULTS, "");
  }

  onTestModuleCollected(module) {
    this.write({ collected: [...module.children.allTests()].map(nameOf) });
  }

  onTestModuleEnd(module) {
    // A file that could not be read has no tests that could have failed.
    if (module.errors().length) this.write({ id: module.relativeModuleId, outcome: "failed", why: "" });
  }

  onTestCaseReady(test) {
    this.write({ began: nameOf(test) });
  }

  onTestCaseResult(test) {
    this.write({ id: nameOf(test), outcome: test.result().state, why: "" });
  }

  write(line) {
    appendFileSync(process.env.RESULTS, `${JSON.stringify(line)}\n`);
  }
}

const nameOf = (test) => `${test.module.relativeModuleId} > ${test.fullName}`;
