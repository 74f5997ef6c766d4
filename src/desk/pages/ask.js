// SPDX-License-Identifier: MIT
// Questions to the program. Addresses are relative: the token is part of the page's own.

export class Refused extends Error {
  constructor(status, code, message) {
    super(message || code);
    this.status = status;
    this.code = code;
  }
}

function address(path, values = {}) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined)).toString();
  return query ? `${path}?${query}` : path;
}

async function answer(response) {
  const type = response.headers.get("Content-Type") || "";
  if (!type.startsWith("application/json")) {
    if (!response.ok) throw new Refused(response.status, "refused", "");
    return response.text();
  }
  const object = await response.json();
  if (object.error) throw new Refused(response.status, object.error.code, object.error.message);
  return object;
}

async function ask(path, values, init) {
  let response;
  try {
    response = await fetch(address(path, values), {cache: "no-store", headers: {"Accept-Language": document.documentElement.lang}, ...init});
  } catch (cause) {
    throw new Refused(0, "gone", String(cause));
  }
  return answer(response);
}

export const get = (path, values) => ask(path, values, {});
export const post = (path, values, body = "") => ask(path, values, {method: "POST", body});
export {address};
