// The shopper's data, in this browser's IndexedDB and nowhere else.

const NAME = 'endcap-shopper', STORE = 'person', KEY = 'me';
export const FORMAT = 'endcap-shopper/1';

export const emptyPerson = () => ({ format: FORMAT, answers: {}, purchases: [], questions: [], privacy: { on: false, epsilon: 2 } });

export const load = async () => ({ ...emptyPerson(), ...(await transact('readonly', (store) => store.get(KEY))) });
export const save = (person) => transact('readwrite', (store) => store.put(person, KEY));

// Everything goes, the database too. Another open tab may hold it; its content is gone all the same.
export async function erase() {
  await transact('readwrite', (store) => store.clear());
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
}

export const toFile = (person) => new Blob([`${JSON.stringify(person, null, 2)}\n`], { type: 'application/json' });

// Reads an exported file; null when it is none. What does not look right in it is left out.
export function fromText(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (found?.format !== FORMAT) return null;
  const isPlain = (value) => ['string', 'number', 'boolean'].includes(typeof value);
  const list = (value) => (Array.isArray(value) ? value : []);
  return {
    ...emptyPerson(),
    answers: Object.fromEntries(Object.entries(found.answers ?? {}).filter(([, value]) => isPlain(value))),
    purchases: list(found.purchases).filter((p) => typeof p?.sku === 'string' && p.times > 0 && Number.isFinite(p.last)),
    questions: list(found.questions).filter((q) => typeof q?.name === 'string' && Array.isArray(q.categories)),
    privacy: { on: found.privacy?.on === true, epsilon: found.privacy?.epsilon > 0 ? found.privacy.epsilon : 2 },
  };
}

// "I bought this": counted and dated.
export function addPurchase(person, { sku, name }, now = Date.now()) {
  const known = person.purchases.find((purchase) => purchase.sku === sku);
  if (known) Object.assign(known, { name, times: known.times + 1, last: now });
  else person.purchases.push({ sku, name, times: 1, last: now });
}

// Questions that labels have asked, so that they can be answered at home.
export function rememberQuestions(person, features) {
  for (const { name, kind, categories } of features) {
    const known = person.questions.find((question) => question.name === name);
    if (known) Object.assign(known, { kind, categories });
    else person.questions.push({ name, kind, categories });
  }
}

function transact(mode, work) {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open(NAME, 1);
    open.onupgradeneeded = () => open.result.createObjectStore(STORE);
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const database = open.result, transaction = database.transaction(STORE, mode), request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => { database.close(); resolve(request.result); };
      transaction.onabort = () => { database.close(); reject(transaction.error); };
    };
  });
}
