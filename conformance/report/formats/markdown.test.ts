import { describe, expect, test } from '@jest/globals';
import {
  failure,
  hostileFailure,
  oneOfEach,
  report,
  result,
  untested,
  written,
} from '../fixtures/reports.ts';

const headings = (text: string) => text.match(/^#+ .*$/gm);

describe('the Markdown report', () => {
  test('has a section for each kind of result that there is', () => {
    expect(
      headings(written('markdown', report(oneOfEach(), { problems: ['an entry matches no case'] }))),
    ).toEqual([
      '## swf-contract against <code>http&#58;//127.0.0.1&#58;8000/</code>',
      '### Problems',
      expect.stringMatching(/^### 1\. failed MUST: A result has 0 to 32768 characters/),
      expect.stringMatching(/^### 2\. failed MUST: Listed as an expected failure/),
      expect.stringMatching(/^### 3\. error: /),
      expect.stringMatching(/^### 4\. failed MAY: /),
      '### Not decided',
      '### Failed as expected',
      '### Run it again',
    ]);
  });

  test('of a run that conforms is short', () => {
    const text = written('markdown', report([result()]));
    expect(headings(text)).toHaveLength(1);
    expect(text).toContain('✅ **The endpoint conforms.**');
  });

  test('counts by level', () => {
    const text = written('markdown', report([result(), result(), failure({ level: 'SHOULD' })]));
    expect(text).toContain('| passed | 2 | 0 | 0 | 2 |\n| failed | 0 | 1 | 0 | 1 |');
  });

  test('tells the requirement, its source, request, answer and command of a failure', () => {
    const text = written('markdown', report([failure()]));
    expect(text).toContain('- **required:** A result has 0 to 32768 characters');
    expect(text).toContain('- **source:** Amazon SWF API Reference');
    expect(text).toContain('```http\nPOST http://127.0.0.1:8000/\n');
    expect(text).toContain(`\`\`\`sh\n${failure().curl}\n\`\`\``);
  });

  test('says how to enable what is untested', () => {
    expect(written('markdown', report([result(), untested()]))).toContain(
      '- **untested:** It needs an open task. 1 untested. To change that: use --arrange swf.',
    );
  });

  test('has room in an issue, however much failed', () => {
    const results = Array.from({ length: 50 }, (_, index) =>
      failure({ id: `completed/case-${index}`, requirement: `r${index}`, curl: `curl ${'x'.repeat(2000)}` }),
    );
    const text = written('markdown', report(results));
    expect(text.length).toBeLessThan(1 << 16);
    expect(text).toContain(
      'To see request and answer: <code>npx swf-conformance show completed/case-49</code>',
    );
  });

  test('has no markup but its own, whatever an endpoint said', () => {
    const withoutBlocks = (text: string) => text.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, '');
    const usual = withoutBlocks(written('markdown', report([hostileFailure('harmless')])));
    const hostile = withoutBlocks(written('markdown', report([hostileFailure()])));
    const tags = (text: string) => text.match(/<[^>]*>/g);
    expect(tags(hostile)).toEqual(tags(usual));
    expect(headings(hostile)).toHaveLength(headings(usual)?.length ?? 0);
    expect(hostile.split('\n').length).toBe(usual.split('\n').length);
  });
});
