// What pages do without asking the server: before and after, evidence on and off, two pictures side by side.
document.addEventListener('input', (event) => {
  if (!event.target.matches('.ls-cut')) return;
  event.target.closest('.ls-card').style.setProperty('--cut', `${event.target.value}%`);
});
document.addEventListener('click', (event) => {
  const toggle = event.target.closest('[data-toggle]');
  if (toggle) {
    const on = toggle.closest('.ls-card').classList.toggle(`shows-${toggle.dataset.toggle}`);
    toggle.setAttribute('aria-pressed', on);
  }
  const opens = event.target.closest('[data-opens]');
  if (opens) {
    const card = opens.closest('.ls-card');
    const words = JSON.parse(card.parentElement.dataset.words)[opens.dataset.opens];
    ({ touch: window.openTouchup, move: window.openMove, script: window.openScript })[opens.dataset.opens](card, words);
  }
  const pick = event.target.closest('[data-pick]');
  if (!pick) return;
  const shelf = pick.closest('[id^=library-shelf]') || document;
  const picked = [...shelf.querySelectorAll('[data-pick][aria-pressed=true]')];
  const on = pick.getAttribute('aria-pressed') !== 'true';
  if (on && picked.length >= 2) picked[0].setAttribute('aria-pressed', 'false');
  pick.setAttribute('aria-pressed', on);
  const now = [...shelf.querySelectorAll('[data-pick][aria-pressed=true]')];
  const compared = shelf.querySelector('.ls-compared');
  compared.hidden = now.length < 2;
  compared.replaceChildren(...now.map((one) => {
    const picture = new Image();
    picture.src = one.dataset.pick;
    picture.alt = one.firstElementChild.alt;
    return picture;
  }));
  if (now.length === 2) compared.scrollIntoView({ behavior: 'smooth', block: 'nearest' });
});
