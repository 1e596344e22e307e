// For the pages on which a draft is written.
import "./autosave.js";
