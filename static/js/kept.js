// What was typed in a form that saves itself, until the server has it. Who signed in keeps it on
// this device for a day, also when the tab is closed; a guest keeps it as long as the tab is open.
// forget.js throws it away.
const DAY = 24 * 60 * 60 * 1000;
const box = document.getElementById("outbox");
const writer = box ? box.dataset.writer : "";
const keyOf = (address) => `form:${writer}:${address}`;
const storage = () => (writer.startsWith("u") ? localStorage : sessionStorage);

export function keep(address, fields) {
  try {
    storage().setItem(keyOf(address), JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // Full or forbidden: then it stays in the field, and nowhere else.
  }
}

export function drop(address) {
  try {
    storage().removeItem(keyOf(address));
  } catch {
    // It was never kept.
  }
}

export function kept(address) {
  try {
    const found = JSON.parse(storage().getItem(keyOf(address)));
    return found && Date.now() - found.at < DAY ? found.fields : null;
  } catch {
    return null;
  }
}
