// The dialog that moves the product in its picture: dragged, or by the arrow keys; its size by a slider.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

window.openMove = async (card, words) => {
  const { dialog, form, apply } = window.openOnCard(card, words, `
    <div class="ls-canvas"><div class="ls-frame"><div class="ls-ghost" tabindex="0" role="img" aria-label="${words.ghost}"></div></div></div>
    <div class="ls-row"><label>${words.share} <input type="range" name="share" min="10" max="90" step="1"></label></div>`);
  const address = `/made/${card.dataset.here}/${card.dataset.index}?width=900`;
  const picture = await window.loadPicture(address);
  const frame = dialog.querySelector('.ls-frame');
  const ghost = dialog.querySelector('.ls-ghost');
  frame.prepend(picture);
  const [left, top, right, bottom] = JSON.parse(card.dataset.product);
  const [wide, high] = [right - left, bottom - top];
  const share = Math.max(wide, high);
  const at = { x: (left + right) / 2, y: bottom, by: 1 };
  form.elements.share.value = Math.round(share * 100);
  ghost.style.backgroundImage = `url("${address}")`;
  const draw = () => {
    const [w, h] = [wide * at.by, high * at.by];
    ghost.style.cssText += `;left:${(at.x - w / 2) * 100}%;top:${(at.y - h) * 100}%;width:${w * 100}%;height:${h * 100}%`;
    ghost.style.backgroundSize = `${100 / wide}% ${100 / high}%`;
    ghost.style.backgroundPosition = `${wide < 1 ? (left / (1 - wide)) * 100 : 0}% ${high < 1 ? (top / (1 - high)) * 100 : 0}%`;
  };
  const move = (x, y) => {
    at.x = Math.min(1, Math.max(0, at.x + x));
    at.y = Math.min(1, Math.max(0, at.y + y));
    draw();
  };
  ghost.addEventListener('pointerdown', (event) => ghost.setPointerCapture(event.pointerId));
  ghost.addEventListener('pointermove', (event) => {
    if (!ghost.hasPointerCapture(event.pointerId)) return;
    const box = frame.getBoundingClientRect();
    move(event.movementX / box.width, event.movementY / box.height);
  });
  ghost.addEventListener('keydown', (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    move(arrow[0] * 0.01, arrow[1] * 0.01);
  });
  form.elements.share.addEventListener('input', () => { at.by = Number(form.elements.share.value) / 100 / share; draw(); });
  apply(() => ({
    moved: {
      index: Number(card.dataset.index),
      foot: [at.x, at.y].map((value) => Number(value.toFixed(4))),
      share: Math.min(0.95, Math.max(0.05, Number((share * at.by).toFixed(4)))),
    },
  }));
  draw();
};
