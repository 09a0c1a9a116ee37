// The history of a task that a call closed: another event, or another text than that of the call.
import { type OperationDescription, operations } from '../../../generated/operations.ts';
import { type Input, inputOf, operationIn, tokenOf, withHeader, withInput } from '../received.ts';
import type { Answer, Received, Transformation } from '../serve.ts';
import { inputs } from '../transformations.ts';
import type { Block, Row } from './table.ts';

/** What happens to the text of a call. */
const texts: { [what: string]: (text: string) => string | undefined } = {
  'the text is missing from the event': () => undefined,
  'the text loses non-ASCII characters': (text) => text.replace(/[^ -~\n]/g, '?'),
  'the text is read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
  'the text loses four-byte characters': (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ''),
  'the text loses its line breaks': (text) => text.replaceAll('\n', ' '),
  'the text is escaped for HTML': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  'the text keeps its JSON escapes': (text) => JSON.stringify(text).slice(1, -1),
};

export const history: Block[] = [
  {
    operation: {
      '*': [
        ['the event is that of another operation', asAnother, 'history/text'],
        ...Object.entries(texts).map(
          ([what, change]): Row<unknown, Transformation> => [what, inputs(withTexts(change)), 'history/text'],
        ),
        ['the text is cut to 255 characters', cutTo(255), longText(255)],
        ['the text is cut to 4096 characters', cutTo(4096), longText(4096)],
      ],
    },
  },
];

const descriptions = Object.values<OperationDescription>(operations);

/** Texts near the limit stay as they are: some changes make them longer. */
function withTexts(change: (text: string) => string | undefined) {
  return (input: Input, request: Received): Input => {
    const token = tokenOf(request);
    const isText = (value: unknown) => typeof value === 'string' && value !== token && value.length < 20_000;
    const said = Object.entries(input).filter(([, value]) => isText(value));
    return { ...input, ...Object.fromEntries(said.map(([name, text]) => [name, change(String(text))])) };
  };
}

function cutTo(length: number): Transformation {
  return inputs(withTexts((text) => text.slice(0, length)));
}

/** The case with a long text, where the text of the operation may be longer than this. */
function longText(length: number) {
  return ({ name }: { name: string }): string | undefined => {
    const { members = {} } = descriptions.find((each) => each.name === name) ?? {};
    const text = Object.values(members).find(({ type, required }) => type === 'string' && !required);
    return (text?.maxLength ?? Number.POSITIVE_INFINITY) > length ? 'history/long-text' : undefined;
  };
}

/** Calls another operation, with the text under every name that this operation may have for it. */
function asAnother(usual: Answer): Answer {
  return (request) => {
    const input = inputOf(request) ?? {};
    const other = descriptions.find(({ name, effect }) => effect && name !== operationIn(request));
    const text = Object.values(input).find((value) => value !== tokenOf(request));
    const names = Object.keys(other?.members ?? {});
    const renamed = { ...Object.fromEntries(names.map((name) => [name, text])), ...input };
    return usual(withHeader(withInput(request, renamed), 'x-amz-target', other?.targets[0]));
  };
}
