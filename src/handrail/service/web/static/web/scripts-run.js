// Runs first in the body: tells the style sheets, before anything is painted, that scripts will run.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
