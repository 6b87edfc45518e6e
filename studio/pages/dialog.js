// What all dialogs on a card have in common: they open over the page, and are gone when closed.
window.openOnCard = (card, words, inner) => {
  const dialog = document.createElement('dialog');
  dialog.className = 'ls-dialog';
  dialog.innerHTML = `
    <form method="dialog">
      <h2>${words.title}</h2><p>${words.about}</p>${inner}
      <div class="ls-row ls-end"><button value="close">${words.close}</button>
        <button type="button" name="apply" class="ls-primary">${words.apply}</button></div>
    </form>`;
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  const form = dialog.querySelector('form');
  const apply = (found) => form.elements.apply.addEventListener('click', () => {
    const detail = { number: card.dataset.number, ...found() };
    card.dispatchEvent(new CustomEvent('changed', { bubbles: true, detail }));
    dialog.close();
  });
  return { dialog, form, apply };
};
window.loadPicture = (address) => new Promise((done, failed) => {
  const picture = new Image();
  picture.onload = () => done(picture);
  picture.onerror = failed;
  picture.src = address;
});
