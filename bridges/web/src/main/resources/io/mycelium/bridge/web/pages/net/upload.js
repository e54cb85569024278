// Sends files up. What comes back stands for the file in a call.

import { Refusal } from "./api.js";

/**
 * @param {File} file
 * @param {number} most bytes that the gateway takes; 0 when it did not say
 * @param {(percent: number) => void} progress
 * @returns {Promise<string>} the file as one line, `blob:DIGEST/SIZE/TYPE/SUBTYPE/NAME`
 */
export function upload(file, most, progress) {
  if (most && file.size > most)
    return Promise.reject(refusal(413, `${file.name} is ${size(file.size)}; a file may have ${size(most)} at most.`));
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
    request.open("POST", `/api/v1/blobs?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (e) => progress(Math.round((100 * e.loaded) / Math.max(1, e.total)));
    request.onload = () => {
      const { digest, size, mediaType, name, detail } = request.response ?? {};
      if (request.status === 201 || request.status === 200) done(`blob:${digest}/${size}/${mediaType}/${name}`);
      else fail(refusal(request.status, detail ?? `The gateway answered with ${request.status}. Try again.`));
    };
    request.onerror = request.onabort = () => fail(refusal(0, "The upload broke off. Nothing was kept; try again."));
    request.send(file);
  });
}

/**
 * @param {number} status
 * @param {string} detail
 */
function refusal(status, detail) {
  return new Refusal({ status, title: "Not uploaded", detail, code: "upload" });
}

/** @param {number} bytes */
function size(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
