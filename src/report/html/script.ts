/**
 * What a page does beyond being read: it switches the theme, steps through a timeline, copies a
 * command, and opens what is folded before it is printed or linked to. Without it nothing is hidden.
 */
export const script = `(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;

  const theme = document.querySelector('#theme');
  const wear = (name) => { name === 'auto' ? root.removeAttribute('data-theme') : root.setAttribute('data-theme', name); };
  const kept = () => { try { return localStorage.getItem('gradgate-theme'); } catch { return null; } };
  if (theme) {
    theme.parentElement.hidden = false;
    theme.value = kept() ?? 'auto';
    if (theme.value === '') theme.value = 'auto';
    wear(theme.value);
    theme.addEventListener('change', () => {
      wear(theme.value);
      try { localStorage.setItem('gradgate-theme', theme.value); } catch { /* private */ }
    });
  }

  const copy = async (code) => {
    try { await navigator.clipboard.writeText(code.textContent); return true; } catch { /* below */ }
    getSelection().selectAllChildren(code);
    return document.execCommand('copy');
  };
  for (const button of all('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const done = await copy(button.parentElement.querySelector('code'));
      button.textContent = done ? 'Copied' : 'Press Ctrl+C';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
  }

  for (const timeline of all('.timeline')) {
    const steps = all('li', timeline);
    const range = timeline.querySelector('input');
    const [back, next] = all('.stepper button', timeline);
    const cursor = timeline.querySelector('.cursor');
    if (!range || steps.length < 2) continue;
    const show = (at) => {
      steps.forEach((step, place) => { step.hidden = place !== at; });
      range.value = String(at);
      range.setAttribute('aria-valuetext', steps[at].querySelector('h5').textContent);
      back.disabled = at === 0;
      next.disabled = at === steps.length - 1;
      cursor?.setAttribute('transform', 'translate(' + steps[at].dataset.x + ')');
    };
    timeline.classList.add('stepped');
    timeline.querySelector('.stepper').hidden = false;
    range.addEventListener('input', () => show(Number(range.value)));
    back.addEventListener('click', () => show(Math.max(0, Number(range.value) - 1)));
    next.addEventListener('click', () => show(Math.min(steps.length - 1, Number(range.value) + 1)));
    show(0);
  }

  const openTo = (hash) => {
    if (hash.length < 2) return;
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    const around = [target?.closest('details'), target?.querySelector('details')];
    const folded = around.filter((details) => details && !details.open);
    for (const details of folded) details.open = true;
    if (folded.length > 0) target.scrollIntoView();
  };
  addEventListener('hashchange', () => openTo(location.hash));
  openTo(location.hash);
  addEventListener('beforeprint', () => {
    for (const folded of all('details:not([open])')) { folded.open = true; folded.dataset.printed = ''; }
  });
  addEventListener('afterprint', () => {
    for (const folded of all('details[data-printed]')) { folded.open = false; delete folded.dataset.printed; }
  });
})();`;
