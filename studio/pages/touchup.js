// The touch-up dialog: strokes over product and backdrop, in shares of the photo's width, and an edge shift.
window.openTouchup = async (card, words) => {
  const here = card.dataset.here;
  const { dialog, form, apply } = window.openOnCard(card, words, `
    <div class="ls-canvas"><canvas tabindex="-1"></canvas></div>
    <div class="ls-row">
      <label><input type="radio" name="mode" value="keep" checked> ${words.keep}</label>
      <label><input type="radio" name="mode" value="drop"> ${words.drop}</label>
      <label>${words.brush} <input type="range" name="brush" min="4" max="120" value="28"></label>
      <label>${words.edge} <input type="range" name="edge" min="-6" max="6" step="0.5" value="0"></label>
      <button type="button" name="undo">${words.undo}</button>
    </div>`);
  const [photo, matte] = await Promise.all(['photo', 'matte'].map((layer) => window.loadPicture(`/touch/${here}/${layer}`)));
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
  apply(() => {
    const of = (mode) => strokes.filter((stroke) => stroke.mode === mode).map((stroke) => ({
      points: stroke.points.map(([x, y]) => [x / canvas.width, y / canvas.width]),
      radius: stroke.width / 2 / canvas.width,
    }));
    return { touchup: { keep: of('keep'), drop: of('drop'), edge_shift_px: Number(form.elements.edge.value) } };
  });
  draw();
};
