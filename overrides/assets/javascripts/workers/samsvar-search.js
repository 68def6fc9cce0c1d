/* Material's search worker, whose name is in our query string, with queries as readers mean them.
 *
 * Material turns every word into a prefix (`til*`), which finds too much, and lunr stems no prefixes,
 * which finds too little: inflected forms are then missing. Here each word is asked for as it is (a
 * boost, `^1`, is what keeps Material from making it a prefix), together with its synonym. Only the
 * word that is being typed is also a prefix, and words that say nothing are left out.
 */
const SETUP = 0; // Material's types of messages: the index, and a question to it
const QUERY = 2;
const PREFIX = 3; // letters that the last word needs before it can be the beginning of another
const WORD = /^[\p{L}\p{N}-]+$/u;
const PUNCTUATION = /^[.,;:!?()«»“”]+|[.,;:!?()«»“”]+$/gu;
// What the portal and its readers call the same thing, by the language of the index.
const SYNONYMS = { no: ["kunde", "klient"], en: ["customer", "client"] };
const material = location.search.slice(1);
let language = "en";

const tools = () => (language === "en" ? lunr : lunr[language]);
const saysNothing = (word) => !tools().stopWordFilter(new lunr.Token(word.toLowerCase()));
const stem = (word) => tools().stemmer(new lunr.Token(word.toLowerCase())).toString();

/** Other words for a word (`kunden`: `klient`), also where it begins another (`kundeforhold`). */
const synonyms = (word) => {
  const same = SYNONYMS[language] ?? [];
  const own = same.find((one) => stem(one) === stem(word));
  const first = same.find((one) => word.toLowerCase().startsWith(one));
  const rest = first && word.slice(first.length);
  if (own) return same.filter((one) => one !== own);
  return rest?.length > PREFIX ? same.filter((one) => one !== first).map((one) => one + rest) : [];
};

const meant = (query) => {
  const words = query.split(/\s+/).map((word) => word.replace(PUNCTUATION, "")).filter(Boolean);
  const last = words.at(-1) ?? "";
  const asked = words.flatMap((word, index) => {
    if (!WORD.test(word)) return [word];
    if (saysNothing(word)) return [];
    const forms = [word, ...synonyms(word)].map((form) => `${form}^1`);
    return index === words.length - 1 && word.length >= PREFIX ? [...forms, word] : forms;
  });
  if (asked.length || !last) return asked.join(" ");
  return last.length >= PREFIX ? last : `${last}^1`;
};

addEventListener("message", (event) => {
  const { type, data, meant: done } = event.data ?? {};
  if (type === SETUP) [language] = data.config.lang;
  if (type !== QUERY || done) return;
  event.stopImmediatePropagation();
  dispatchEvent(new MessageEvent("message", { data: { type, data: meant(data), meant: true } }));
});

if (/^search\.[\w.]+\.js$/.test(material)) importScripts(material);
