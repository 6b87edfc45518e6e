// The touch-up dialog: strokes over product and backdrop, in shares of the photo's width, and an edge shift.
window.openTouchup = async (card, words) => {
  const here = card.dataset.here;
  const load = (address) => new Promise((done, failed) => {
    const picture = new Image();
    picture.onload = () => done(picture);
    picture.onerror = failed;
    picture.src = address;
  });
  const dialog = document.createElement('dialog');
  dialog.className = 'ls-touchup';
  dialog.innerHTML = `
    <form method="dialog">
      <h2>${words.title}</h2><p>${words.about}</p>
      <div class="ls-canvas"><canvas tabindex="-1"></canvas></div>
      <div class="ls-row">
        <label><input type="radio" name="mode" value="keep" checked> ${words.keep}</label>
        <label><input type="radio" name="mode" value="drop"> ${words.drop}</label>
        <label>${words.brush} <input type="range" name="brush" min="4" max="120" value="28"></label>
        <label>${words.edge} <input type="range" name="edge" min="-6" max="6" step="0.5" value="0"></label>
        <button type="button" name="undo">${words.undo}</button>
      </div>
      <div class="ls-row ls-end"><button value="close">${words.close}</button>
        <button type="button" name="apply" class="ls-primary">${words.apply}</button></div>
    </form>`;
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  const [photo, matte] = await Promise.all([load(`/touch/${here}/photo`), load(`/touch/${here}/matte`)]);
  const form = dialog.querySelector('form');
  const canvas = dialog.querySelector('canvas');
  const scale = Math.min(1, 1400 / photo.naturalWidth);
  canvas.width = Math.round(photo.naturalWidth * scale);
  canvas.height = Math.round(photo.naturalHeight * scale);
  const pen = canvas.getContext('2d');
  const strokes = [];
  const colours = { keep: 'rgb(26 170 90 / .55)', drop: 'rgb(214 40 40 / .55)' };
  const draw = () => {
    pen.globalAlpha = 1;
    pen.drawImage(photo, 0, 0, canvas.width, canvas.height);
    pen.drawImage(matte, 0, 0, canvas.width, canvas.height);
    for (const stroke of strokes) {
      pen.strokeStyle = pen.fillStyle = colours[stroke.mode];
      pen.lineWidth = stroke.width;
      pen.lineCap = pen.lineJoin = 'round';
      pen.beginPath();
      stroke.points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (stroke.points.length === 1) pen.lineTo(stroke.points[0][0] + 0.1, stroke.points[0][1]);
      pen.stroke();
    }
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height];
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes.push({ mode: form.elements.mode.value, width: Number(form.elements.brush.value), points: [at(event)] });
    draw();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    strokes.at(-1).points.push(at(event));
    draw();
  });
  form.elements.undo.addEventListener('click', () => { strokes.pop(); draw(); });
  form.elements.apply.addEventListener('click', () => {
    const of = (mode) => strokes.filter((stroke) => stroke.mode === mode).map((stroke) => ({
      points: stroke.points.map(([x, y]) => [x / canvas.width, y / canvas.width]),
      radius: stroke.width / 2 / canvas.width,
    }));
    const touchup = { keep: of('keep'), drop: of('drop'), edge_shift_px: Number(form.elements.edge.value) };
    card.dispatchEvent(new CustomEvent('touched', { bubbles: true, detail: { number: card.dataset.number, touchup } }));
    dialog.close();
  });
  draw();
};
