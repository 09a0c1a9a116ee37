// The catalogue's search and filters. Without this script everything is there, and nothing is hidden.

const form = document.querySelector<HTMLFormElement>('form.tools');
const shown = document.querySelector<HTMLOutputElement>('.shown');
const nothing = document.querySelector<HTMLElement>('.nothing');
const sections = [...document.querySelectorAll<HTMLElement>('section.requirement')];

if (form) start(form);

function start(tools: HTMLFormElement): void {
  tools.hidden = false;
  // The address carries the filters, so that a view can be sent to somebody.
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = tools.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('input', () => filter(tools));
  tools.addEventListener('reset', () => setTimeout(() => filter(tools)));
  addEventListener('hashchange', openTarget);
  filter(tools);
  openTarget();
}

function filter(tools: HTMLFormElement): void {
  const values = Object.fromEntries(
    [...new FormData(tools)].map(([name, value]) => [name, String(value).trim()]),
  );
  const { words: text = '', ...properties } = values;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let cases = 0;
  for (const section of sections) {
    const fits = Object.entries(properties).every(
      ([name, value]) => !value || section.dataset[name]?.split(' ').includes(value),
    );
    cases += showWhatFits(section, fits, words, properties.operation);
  }
  const requirements = sections.filter((section) => !section.hidden).length;
  if (shown) shown.textContent = `${count(requirements, 'requirement')}, ${count(cases, 'case')}`;
  if (nothing) nothing.hidden = requirements > 0;
  remember(values);
}

/** Words that the requirement itself has show all its cases; else only those cases that have them too. */
function showWhatFits(
  section: HTMLElement,
  fits: boolean,
  words: string[],
  operation: string | undefined,
): number {
  const heads = [...section.querySelectorAll('h2, .statement, .source')];
  const ownText = heads
    .map((head) => head.textContent)
    .join(' ')
    .toLowerCase();
  const left = words.filter((word) => !ownText.includes(word));
  let visible = 0;
  for (const item of section.querySelectorAll<HTMLElement>('details.case')) {
    const summary = item.querySelector('summary')?.textContent?.toLowerCase() ?? '';
    const ofOperation = !operation || item.dataset.operation === operation;
    item.hidden = !(fits && ofOperation && left.every((word) => summary.includes(word)));
    if (!item.hidden) visible += 1;
  }
  section.hidden = !fits || (left.length > 0 && visible === 0);
  return visible;
}

function remember(values: Record<string, string>): void {
  const used = Object.entries(values).filter(([, value]) => value !== '');
  const query = new URLSearchParams(used).toString();
  const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
  history.replaceState(null, '', address);
}

function openTarget(): void {
  let id = '';
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    // A fragment that is badly written leads nowhere.
  }
  const target = document.getElementById(id);
  if (!(target instanceof HTMLDetailsElement)) return;
  target.open = true;
  target.scrollIntoView();
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
