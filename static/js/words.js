// What the scripts say to people. The words stand in base.html, so that they are translated.
export const alarm = document.getElementById("alarm");
export const words = alarm ? alarm.dataset : {};

// For things that can also be seen: spoken by a screen reader, at its own time.
export function say(text) {
  const messages = document.getElementById("messages");
  if (!messages) return;
  let line = messages.querySelector("[data-said]");
  if (!line) {
    line = document.createElement("p");
    line.className = "visually-hidden";
    line.dataset.said = "";
    messages.append(line);
  }
  line.textContent = text;
}

document.documentElement.classList.add("has-script");
