// The dialog in which a film's script is read and changed; what is spoken is also what the captions show.
window.openScript = async (card, words) => {
  const { form, apply } = window.openOnCard(card, words, '<textarea name="script" rows="12" maxlength="20000" spellcheck="true"></textarea>');
  const { index, here } = card.dataset;
  const script = form.elements.script;
  script.setAttribute('aria-label', words.title);
  script.lang = card.dataset.language;
  script.dir = 'auto';
  script.value = await (await fetch(`/script/${here}/${index}`)).text();
  apply(() => ({ script: { index: Number(index), words: script.value } }));
};
