// What kept.js kept goes away when somebody signs out, when a colleague signs in on the same
// device, and after a day. On every page, because nobody knows which page comes next.
const FORM_DAY = 24 * 60 * 60 * 1000;

function isOldForm(storage, key) {
  try {
    return Date.now() - JSON.parse(storage.getItem(key)).at >= FORM_DAY;
  } catch {
    return true;
  }
}

function forgetForms(isAway) {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      const storage = window[name];
      const keys = Object.keys(storage).filter((key) => key.startsWith("form:"));
      for (const key of keys) if (isAway(storage, key)) storage.removeItem(key);
    } catch {
      // Forbidden: then nothing was kept.
    }
  }
}

const nowHere = document.getElementById("outbox")?.dataset.writer || "";
forgetForms((storage, key) => isOldForm(storage, key)
  || (nowHere.startsWith("u") && !key.startsWith(`form:${nowHere}:`)));

const forgetAllForms = () => forgetForms(() => true);
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forget]")) forgetAllForms();
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest("a[data-forget]")) forgetAllForms();
});
