// The menu in the header closes with Escape and when one clicks beside it.
function closeOthers(inside) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(inside)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeOthers(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  closeOthers(null);
  if (menu) menu.querySelector("summary").focus();
});

// On a phone the tabs go on beyond the edge; the one we are at must be seen.
const here = document.querySelector(".tabs [aria-current='page']");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 40;
