-- Ends running jobs with their results, as most of them are; one that is not goes `ways.done`.
--
-- `from`, `to`  where in ARGV four of each job lie: job id, drone id, fence, result (JSON)
-- Returns       of each 1 when it is accepted, 0 when the lease is not the drone's any more
local function done(from, to)
  local call, match = redis.call, string.match

  -- A run of a usual job that nobody stops and no limit counts.
  local RUNNING = '^running (%S+) (%d+) %- %S+ %- %- (.+ %- ([qt]) (%S+) %S+)$'

  local answers, ids, rooms, now = {}, {}, {}, ' - complete ' .. AT .. ' - '
  for i = from, to, 4 do
    local id, drone, fence = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    local key = P .. 'job:' .. id
    local owner, held, rest, kind, room = match(call('HGET', key, 'now') or '', RUNNING)
    if owner ~= drone or held ~= fence then
      answers[#answers + 1] = seldom().done(i)
    else
      call('HSET', key, 'now', 'done ' .. drone .. ' ' .. fence .. now .. rest, 'result', ARGV[i + 3])
      if kind == 't' then
        owe('ended:' .. id .. ':' .. fence, 'ended', AT, '"job":"' .. id .. '","fence":' .. fence)
      end
      ids[#ids + 1] = id
      local some = rooms[room] or {}
      rooms[room], some[#some + 1] = some, id
      answers[#answers + 1] = 1
    end
  end
  if #ids > 0 then
    call('ZREM', P .. 'leases', unpack(ids))
    call('RPUSH', P .. 'ended', table.concat(ids, ' ') .. ' ' .. AT)
    for room, some in pairs(rooms) do
      closed(room, unpack(some))
    end
  end
  return answers
end
