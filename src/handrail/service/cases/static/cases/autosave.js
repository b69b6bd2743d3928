// Keeps what is typed, on the server, a moment after each pause and when the page is left.
// Without this script "Continue" and "Save and come back later" keep it just the same.

const PAUSE = 800;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const told = form.querySelector("[data-saved]");
  const version = form.elements.namedItem("version");
  let waiting = null;
  let changed = false;
  let sending = null;
  let leaving = false;

  async function send() {
    changed = false;
    const words = new FormData(form);
    for (const [name, value] of [...words]) if (value instanceof File) words.delete(name); // a file goes once, with the page
    words.append("autosave", "yes");
    told.textContent = "Saving…";
    try {
      const answer = await fetch(form.action || window.location.href, { method: "POST", body: words, keepalive: true });
      if (answer.ok) {
        version.value = (await answer.json()).version;
        told.textContent = "Saved just now.";
      } else if (answer.status === 409) {
        told.textContent = "Someone else changed this page. Press Continue to see both texts; nothing is lost.";
      } else if (answer.status === 422) {
        told.textContent = "Not saved: there is a character that cannot be kept. Press Continue to see where it stands.";
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      changed = true;
      told.textContent = "Not saved yet: the service could not be reached. Keep this page open; it will try again.";
      later(5000);
    }
  }

  function later(pause) {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => { waiting = null; keep(); }, pause);
  }

  function keep() {
    if (!changed || sending || leaving) return;
    sending = send().finally(() => {
      sending = null;
      if (changed && !waiting) later(PAUSE);
    });
  }

  form.addEventListener("input", () => {
    changed = true;
    later(PAUSE);
  });
  // Words typed while this script was still on its way are kept too.
  const typed = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  if ([...form.querySelectorAll("input:not([type=hidden]), textarea")].some(typed)) form.dispatchEvent(new Event("input"));
  // What is being sent must land before the page's own post, or that post would seem to be overtaken by it: all of it,
  // with the version that it answers.
  form.addEventListener("submit", async (event) => {
    leaving = true;
    window.clearTimeout(waiting);
    if (!sending) return;
    event.preventDefault();
    await sending;
    form.requestSubmit(event.submitter);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
}
