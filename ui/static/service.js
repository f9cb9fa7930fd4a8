// The service's HTTP interface. Addresses are relative to the page, so that a prefix may stand
// in front of it; every failure is an Error whose message is a sentence for the reader.

export async function get(address) {
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" } });
  } catch {
    throw new Error("The service cannot be reached; see that it runs, then try again.");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok || body === null) {
    throw new Error(body?.detail || body?.title || `The service failed with ${response.status}.`);
  }
  return body;
}

export function sourcePath(path) {
  return `sources/${path.split("/").map(encodeURIComponent).join("/")}`;
}

export function nodePath(id) {
  return `nodes/${encodeURIComponent(id)}`;
}
