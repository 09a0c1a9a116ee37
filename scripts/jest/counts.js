// Jest's reporter that counts each project by itself, so that it shows what ran on which MSW and where.
export default class Counts {
  #counts = new Map();

  onTestResult({ context }, { numPassingTests, numFailingTests, numPendingTests, testExecError }) {
    const name = context.config.displayName?.name ?? '';
    const { passed, failed, skipped } = this.#counts.get(name) ?? { passed: 0, failed: 0, skipped: 0 };
    this.#counts.set(name, {
      passed: passed + numPassingTests,
      failed: failed + numFailingTests + (testExecError ? 1 : 0),
      skipped: skipped + numPendingTests,
    });
  }

  onRunComplete() {
    if (this.#counts.size < 2) return;
    const width = Math.max(...[...this.#counts.keys()].map((name) => name.length));
    const lines = [...this.#counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, counts]) => {
        const told = Object.entries(counts).filter(([what, count]) => what === 'passed' || count > 0);
        return `${name.padEnd(width)}  ${told.map(([what, count]) => `${count} ${what}`).join(', ')}\n`;
      });
    process.stderr.write(`\n${lines.join('')}`);
  }
}
