(() => {
  const tools = document.querySelector(".tools");
  const box = tools.querySelector("input");
  const buttons = [...tools.querySelectorAll("button")];
  const cards = [...document.querySelectorAll(".utterance")];
  const count = tools.querySelector(".count");
  const texts = cards.map((card) => card.textContent.toLowerCase());
  const update = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kinds = buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.value);
    let shown = 0;
    cards.forEach((card, k) => {
      const own = card.dataset.kinds.split(" ");
      const keep = words.every((w) => texts[k].includes(w)) && (!kinds.length || kinds.some((x) => own.includes(x)));
      card.hidden = !keep;
      shown += keep;
    });
    count.textContent = shown === cards.length ? "" : `${shown} of ${cards.length} shown`;
  };
  box.addEventListener("input", update);
  buttons.forEach((button) => button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    update();
  }));
  tools.hidden = false;
})();
