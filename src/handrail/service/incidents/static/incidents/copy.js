// A button beside each answer that copies it. Without this script the text can be selected and copied by hand.

const told = document.createElement("p");
told.className = "govuk-visually-hidden";
told.setAttribute("role", "status");
document.querySelector("main").append(told);

function copying(label, words) {
  const cell = document.createElement("dd");
  cell.className = "govuk-summary-list__actions";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary govuk-!-margin-bottom-0";
  button.textContent = "Copy";
  const which = document.createElement("span");
  which.className = "govuk-visually-hidden";
  which.textContent = ` ${label}`;
  button.append(which);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words);
      button.firstChild.textContent = "Copied";
      told.textContent = `Copied: ${label}`;
      window.setTimeout(() => { button.firstChild.textContent = "Copy"; }, 2000);
    } catch {
      told.textContent = "This browser did not let it be copied. Select the text and copy it by hand.";
    }
  });
  cell.append(button);
  return cell;
}

if (navigator.clipboard) {
  for (const row of document.querySelectorAll("[data-copied] .govuk-summary-list__row")) {
    const [label, answer] = [row.querySelector("dt"), row.querySelector("dd")];
    row.append(copying(label.textContent.trim(), answer.textContent.trim()));
  }
}
