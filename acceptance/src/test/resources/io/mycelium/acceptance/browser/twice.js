// While `toldTwice` is set, each event that comes over the wire comes twice; `told` counts them.
(() => {
  window.told = 0;
  const real = window.fetch;
  const doubling = () => {
    let rest = "";
    return new TransformStream({
      transform(text, out) {
        const blocks = (rest + text).split(/(?<=\n\n)/);
        rest = blocks[blocks.length - 1].endsWith("\n\n") ? "" : blocks.pop();
        for (const block of blocks) {
          out.enqueue(window.toldTwice ? block + block : block);
          if (window.toldTwice && block.includes("data:")) window.told++;
        }
      },
    });
  };
  window.fetch = async (what, ...how) => {
    const answer = await real(what, ...how);
    if (!String(what).startsWith("/api/v1/events") || !answer.ok) return answer;
    const body = answer.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(doubling())
      .pipeThrough(new TextEncoderStream());
    return new Response(body, answer);
  };
})();
