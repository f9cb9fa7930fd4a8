// Copies an answer with its sources as text, and the link that asks its question.

const SHOWN = 1600; // milliseconds that a button says what it has done

/** Answer to clicks on the buttons and links that message.py writes under an answer. */
export function answerLinks() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("#chat .copy, #chat a.question-link");
    if (!button) return;
    event.preventDefault();
    const isLink = button.matches("a");
    const text = isLink ? button.href : answerText(button.closest(".answer"));
    say(button, (await copied(text)) ? "Copied" : "Not copied: the browser forbids it");
  });
}

/** An answer's text with its marks, and under it the sources that the marks name. */
function answerText(answer) {
  const blocks = [...answer.children].filter(
    (block) => block.matches("p:not([class]), ul, ol"),
  );
  const text = blocks.map((block) => (block.matches("p") ? block.innerText : listText(block)));
  const sources = [...answer.querySelectorAll(".sources li")].map((item) => item.textContent.trim());
  return [...text, ...(sources.length ? [`Sources:\n${sources.join("\n")}`] : [])].join("\n\n");
}

function listText(list) {
  const mark = list.matches("ol") ? (place) => `${place + 1}.` : () => "-";
  return [...list.children].map((item, place) => `${mark(place)} ${item.innerText}`).join("\n");
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text); // without HTTPS there is no clipboard to write to
  }
}

function copiedBySelection(text) {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "unseen";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

function say(button, words) {
  button.dataset.words ??= button.textContent;
  button.textContent = words;
  setTimeout(() => {
    button.textContent = button.dataset.words;
  }, SHOWN);
}
