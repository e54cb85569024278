-- Ends running jobs with their results, as most of them are; one that is not goes `ways.done`.
--
-- `from`, `to`  where in ARGV three of each job lie: job id; drone id, a blank and fence; result (JSON)
-- Returns       of each 1 when it is accepted, 0 when the lease is not the drone's any more
local function done(from, to)
  local call, find = redis.call, string.find

  -- Of a run of a usual job that nobody stops and no limit counts: what follows its drone and fence, its kind
  -- and its room. Plain text is compared much faster than a pattern. Nothing when it is no such run.
  local function usual(words, held)
    local expected = 'running ' .. held .. ' - claim - - '
    if words and find(words, expected, 1, true) == 1 then
      local at = find(words, ' - q ', #expected, true) or find(words, ' - t ', #expected, true)
      -- Two words follow the kind; a room may be called like one.
      local room = at and words:match('^(%S+) %S+$', at + 5)
      if room then
        return words:sub(#expected + 1), words:sub(at + 3, at + 3), room
      end
    end
  end

  local many, asked, answers = (to + 1 - from) / 3, {}, {}
  if many == 0 then
    return answers
  end
  for n = 1, many do
    asked[n] = ARGV[from + 3 * (n - 1)]
  end
  local words, now = call('HMGET', P .. 'jobs', unpack(asked)), ' - complete ' .. AT .. ' - '
  local ids, over, rooms, taken, unusual = {}, {}, {}, {}, {}
  for n = 1, many do
    local id, i = asked[n], from + 3 * (n - 1)
    local held = ARGV[i + 1]
    local rest, kind, room = usual(words[n], held)
    if not rest or taken[id] then
      unusual[#unusual + 1] = n
    else
      local count = #ids + 1
      ids[count], over[2 * count - 1], over[2 * count] = id, id, 'done ' .. held .. now .. rest .. '\n' .. ARGV[i + 2]
      if kind == 't' then
        local fence = held:match('%d+$')
        owe('ended:' .. id .. ':' .. fence, 'ended', AT, '"job":"' .. id .. '","fence":' .. fence)
      end
      taken[id], rooms[room], answers[n] = true, (rooms[room] or 0) + 1, 1
    end
  end
  if #ids > 0 then
    call('HDEL', P .. 'jobs', unpack(ids))
    call('HSET', P .. 'over', unpack(over))
    call('ZREM', P .. 'leases', unpack(ids))
    call('RPUSH', P .. 'ended', table.concat(ids, ' ') .. ' ' .. AT)
    for room, some in pairs(rooms) do
      closed(room, some)
    end
  end
  for _, n in ipairs(unusual) do
    answers[n] = seldom().done(from + 3 * (n - 1))
  end
  return answers
end
