-- Ends running jobs with their results, as most of them are; one that is not goes `ways.done`.
--
-- `from`, `to`  where in ARGV three of each job lie: job id; drone id, a blank and fence; result (JSON)
-- Returns       of each 1 when it is accepted, 0 when the lease is not the drone's any more
local function done(from, to)
  local call, match = redis.call, string.match

  -- A run of a usual job that nobody stops and no limit counts.
  local RUNNING = '^running (%S+ %d+) %- %S+ %- %- (.+ %- ([qt]) (%S+) %S+)$'

  local asked, answers, ids, ended, rooms, unusual = {}, {}, {}, {}, {}, {}
  for i = from, to, 3 do
    asked[#asked + 1] = ARGV[i]
  end
  if #asked == 0 then
    return answers
  end
  local words, now = call('HMGET', P .. 'jobs', unpack(asked)), ' - complete ' .. AT .. ' - '
  local had_it = {}
  for n, id in ipairs(asked) do
    local i = from + 3 * (n - 1)
    local held, rest, kind, room = match(words[n] or '', RUNNING)
    if held ~= ARGV[i + 1] or had_it[id] then
      unusual[#unusual + 1] = n
    else
      had_it[id], answers[n], ids[#ids + 1] = true, 1, id
      ended[#ended + 1], ended[#ended + 2] = id, 'done ' .. held .. now .. rest .. '\n' .. ARGV[i + 2]
      if kind == 't' then
        local fence = match(held, '%d+$')
        owe('ended:' .. id .. ':' .. fence, 'ended', AT, '"job":"' .. id .. '","fence":' .. fence)
      end
      local some = rooms[room] or {}
      rooms[room], some[#some + 1] = some, id
    end
  end
  if #ids > 0 then
    call('HSET', P .. 'jobs', unpack(ended))
    call('ZREM', P .. 'leases', unpack(ids))
    call('RPUSH', P .. 'ended', table.concat(ids, ' ') .. ' ' .. AT)
    for room, some in pairs(rooms) do
      closed(room, unpack(some))
    end
  end
  for _, n in ipairs(unusual) do
    answers[n] = seldom().done(from + 3 * (n - 1))
  end
  return answers
end
