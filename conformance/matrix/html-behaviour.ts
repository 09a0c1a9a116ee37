// The script of the matrix page. The function is written into the page as text (Function.prototype.toString), so it must
// not refer to anything outside itself.

/** Adds the filter. Without it, the table can still be read. */
export function behave(): void {
  const tools = document.querySelector<HTMLFormElement>('form.tools');
  const search = document.querySelector<HTMLInputElement>('input[type=search]');
  const differing = document.querySelector<HTMLInputElement>('input[name=differing]');
  const shown = document.querySelector<HTMLElement>('.shown');
  if (!tools || !search || !differing || !shown) return;

  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('input', filter);
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).matches('input, textarea, select');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });
  filter();

  function filter(): void {
    const words = (search?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [...document.querySelectorAll<HTMLElement>('tr.case')];
    for (const row of rows) {
      const group = row.closest('tbody')?.firstElementChild?.textContent ?? '';
      const text = `${row.textContent} ${group}`.toLowerCase();
      row.hidden =
        (differing?.checked && !row.classList.contains('differs')) ||
        !words.every((word) => text.includes(word));
    }
    for (const body of document.querySelectorAll<HTMLElement>('.cases tbody')) {
      body.hidden = [...body.querySelectorAll<HTMLElement>('tr.case')].every((row) => row.hidden);
    }
    if (shown) shown.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} cases`;
  }
}
