// Keeps the start of a new answer in view: its question stands at the top of the chat, and the
// reader scrolls on from there, however long the answer is.

const TALL = 0.4; // of the chat's height; above, a question gives its place to the answer

let seen = "";

/** To be called after each change of the chat. */
export function keepStartInView() {
  const chat = document.querySelector("#chat [role=log]");
  const [questions, answers] = ["question", "answer"].map((name) => [
    ...document.querySelectorAll(`#chat .${name}`),
  ]);
  const now = `${questions.length} ${answers.length}`;
  if (!chat || now === seen) return;
  const [asked, before] = [questions.at(-1), seen];
  seen = now;
  if (!asked) return;
  // The reader has scrolled away while the answer was worded.
  const isAnswer = before.startsWith(`${questions.length} `);
  if (isAnswer && offset(asked, chat) < -1) return;
  const answer = answers.length === questions.length ? answers.at(-1) : null;
  const top = answer && asked.offsetHeight > TALL * chat.clientHeight ? answer : asked;
  chat.scrollTop += offset(bubble(top), chat) - 8;
}

function bubble(message) {
  return message.closest(".message-row") ?? message;
}

function offset(element, chat) {
  return element.getBoundingClientRect().top - chat.getBoundingClientRect().top;
}
