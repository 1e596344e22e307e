// Everything works without this; it only makes waiting, failing and typing kinder.
import "./requests.js";
import "./drafts.js";
import "./forget.js";
import "./outbox.js";
import "./copy.js";
import "./share.js";
import "./insert.js";
import "./dialog.js";
import "./menu.js";
import "./print.js";
