// What every page gets from its script: a button on each block of code that copies it.

for (const block of navigator.clipboard ? document.querySelectorAll('pre:has(> code)') : []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '');
    button.textContent = 'Copied';
  });
  block.prepend(button);
}
