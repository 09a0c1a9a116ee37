// The script of the HTML report: filters cases, links to a case, copies a command. The function is written into the page
// as text (Function.prototype.toString), so it must not refer to anything outside itself.

/** Adds the interactive features. Without it, every case can still be read and expanded. */
export function behave(): void {
  const tools = document.querySelector<HTMLFormElement>('form.tools');
  const cases = [...document.querySelectorAll<HTMLDetailsElement>('details.case')];
  const requirements = [...document.querySelectorAll<HTMLElement>('section.requirement')];
  const status = document.querySelector<HTMLElement>('.status');
  const texts = new Map<Element, string>();
  if (!tools) return;
  const search = tools.querySelector<HTMLInputElement>('input[type=search]');
  const shown = tools.querySelector<HTMLElement>('.shown');

  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('input', filter);
  // The fields keep their old values until the event has been handled.
  tools.addEventListener('reset', () => setTimeout(filter));
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button.copy');
    if (button) copy(button);
  });
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).matches('input, textarea, select');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search?.focus();
  });
  tools.querySelector('button.unfold')?.addEventListener('click', () => unfold(true));
  tools.querySelector('button.fold')?.addEventListener('click', () => unfold(false));
  for (const each of cases) each.querySelector('summary')?.addEventListener('click', () => remember(each));
  window.addEventListener('hashchange', goToFragment);
  window.addEventListener('beforeprint', () => unfold(true));
  filter();
  goToFragment();

  function filter(): void {
    const words = (search?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const boxes = [...(tools?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
    const sought = words.length > 0 || boxes.some((box) => !box.checked);
    let count = 0;
    for (const each of cases) {
      const visible =
        ['verdict', 'level', 'operation'].every((name) => isChosen(name, each)) &&
        words.every((word) => textOf(each).includes(word));
      each.hidden = !visible;
      if (visible) count += 1;
    }
    for (const requirement of requirements) {
      // Show requirements without cases only if there is no filter.
      const own = [...requirement.querySelectorAll<HTMLElement>('details.case')];
      requirement.hidden = own.length > 0 ? own.every((each) => each.hidden) : sought;
    }
    if (shown) shown.textContent = `${count} of ${cases.length} cases`;
  }

  function isChosen(name: string, each: HTMLElement): boolean {
    const value = each.getAttribute(`data-${name}`);
    const boxes = [...(tools?.querySelectorAll<HTMLInputElement>(`input[name=${name}]`) ?? [])];
    return boxes.length === 0 || boxes.some((box) => box.value === value && box.checked);
  }

  function textOf(each: HTMLElement): string {
    let text = texts.get(each);
    if (text === undefined) {
      const head = each.closest('section')?.querySelector('header')?.textContent ?? '';
      text = `${each.id} ${each.textContent} ${head}`.toLowerCase();
      texts.set(each, text);
    }
    return text;
  }

  function unfold(open: boolean): void {
    for (const each of cases) if (!each.hidden) each.open = open;
  }

  function remember(each: HTMLDetailsElement): void {
    // The URL of an expanded case can be copied from the address bar.
    if (!each.open)
      history.replaceState(null, '', `#${each.id.split('/').map(encodeURIComponent).join('/')}`);
  }

  function goToFragment(): void {
    let id = '';
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      // A malformed fragment has no target.
    }
    const target = id ? document.getElementById(id) : null;
    if (!target) return;
    if (target instanceof HTMLDetailsElement) {
      if (target.hidden) {
        tools?.reset();
        target.hidden = false;
      }
      target.open = true;
      target.querySelector('summary')?.focus({ preventScroll: true });
    }
    requestAnimationFrame(() => target.scrollIntoView());
  }

  async function copy(button: HTMLButtonElement): Promise<void> {
    const source = button.closest('.command')?.querySelector('pre');
    if (!source) return;
    const done = await write(source);
    const label = button.textContent;
    button.textContent = done ? 'Copied' : 'Selected';
    if (status) status.textContent = done ? 'The command was copied.' : 'The command is selected; copy it.';
    setTimeout(() => {
      button.textContent = label;
      if (status) status.textContent = '';
    }, 2000);
  }

  async function write(source: HTMLElement): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(source.textContent ?? '');
      return true;
    } catch {
      // Pages without TLS have no clipboard access: select the text so that the user can copy it.
      getSelection()?.selectAllChildren(source);
      return false;
    }
  }
}
