/* Starts the blocks of the sample page, and lets those with an answer in `data-sample-answer` ask for it. */
const reply = { text: "" };
window.fetch = async () => ({
  status: reply.text.startsWith("{") ? 400 : 403,
  redirected: false,
  text: async () => reply.text,
});
const runtime = { handlerUrl: (_element, name) => `/sample/${name}` };
for (const root of document.querySelectorAll("[data-wm-root]")) {
  window.WorkmentorBlock(runtime, root, {});
}
(async () => {
  for (const root of document.querySelectorAll("[data-sample-answer]")) {
    reply.text = root.dataset.sampleAnswer;
    root.querySelector("form").requestSubmit();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  document.activeElement?.blur();
  window.scrollTo(0, 0);
})();
