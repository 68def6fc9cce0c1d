/* Material's search worker, whose name is in our query string, with stems in the query.
 *
 * Material turns every word into a prefix (`klienten*`), and lunr stems no prefixes, so inflected
 * forms find nothing in a stemmed index. Each word is therefore also asked for as it is: a boost
 * (`^1`) is what keeps Material from making it a prefix.
 */
const QUERY = 2; // Material's type of a message that asks for hits
const material = location.search.slice(1);

addEventListener("message", (event) => {
  if (event.data?.type !== QUERY || event.data.stemmed) return;
  event.stopImmediatePropagation();
  const data = event.data.data.replace(/(?<=^|\s)[\p{L}\p{N}-]+(?=\s|$)/gu, (word) => `${word}^1 ${word}`);
  dispatchEvent(new MessageEvent("message", { data: { type: QUERY, data, stemmed: true } }));
});

if (/^search\.[\w.]+\.js$/.test(material)) importScripts(material);
