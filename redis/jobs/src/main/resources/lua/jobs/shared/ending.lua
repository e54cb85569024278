-- Ends one job of `done.lua` with its result, whatever it is like.
--
-- ARGV[i..] job id; drone id, a blank and fence; result (JSON)
-- Returns   1 when it is accepted, 0 when the lease is not the drone's any more
function ways.done(i)
  local drone, fence = ARGV[i + 1]:match('^(%S+) (%S+)$')
  local job = load(ARGV[i])
  if holds(job, drone, fence) then
    finish(job, 'done', 'complete', ARGV[i + 2])
    return 1
  end
  return repeated(job, drone, fence, 'complete') and 1 or 0
end
