// One line a check, `ok   name` or `FAIL name`, with what is wrong indented beneath. tests/run.sh counts the lines.

const MOST = Number(process.env.MOST ?? 12);

export class Report {
  constructor(label) {
    this.label = label;
    this.passed = 0;
    this.failed = 0;
  }

  /** `faults`: list of sentences; none is a pass. */
  check(name, faults = []) {
    const whole = this.label ? `${this.label}: ${name}` : name;
    if (faults.length === 0) {
      this.passed += 1;
      console.log(`ok   ${whole}`);
      return true;
    }
    this.failed += 1;
    console.log(`FAIL ${whole} (${faults.length})`);
    for (const fault of faults.slice(0, MOST)) console.log(`       ${fault}`);
    if (faults.length > MOST) console.log(`       … and ${faults.length - MOST} more`);
    return false;
  }

  /** A check that throws has failed, and the others still run. */
  async run(name, work) {
    try {
      await work();
    } catch (error) {
      this.check(name, [`the check itself stopped: ${error.stack ?? error}`]);
    }
  }

  skip(name, why) {
    console.log(`skipped: ${this.label ? `${this.label}: ` : ''}${name}: ${why}`);
  }
}
