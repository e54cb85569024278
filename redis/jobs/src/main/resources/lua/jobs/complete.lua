-- Ends running jobs with their results.
--
-- Touches   job:<id>, log:<id>, past:<id>, leases, open, rooms, deadlines, running:*, held*, needs:*, feeds:<id>,
--           lines of jobs that go on now, outbox
-- ARGV[2..] four of each job: job id, drone id, fence, result (JSON)
-- Returns   of each 1 when it is accepted, 0 when the lease is not the drone's any more
local call, match = redis.call, string.match

-- A run of a usual job that nobody stops and no limit counts.
local RUNNING = '^running (%S+) (%d+) %- %S+ (%S+ %S+) %- (%S+ %S+ (%S+)) %- (%S+ %S+ %S+ %S+ %- ([qt]) (%S+) %S+)$'

local retention = call('HGET', P .. 'queue', 'retention') or RETENTION
local answers, ids, rooms, now = {}, {}, {}, ' ' .. AT .. ' '
for i = 2, #ARGV, 4 do
  local id, drone, fence = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local key = P .. 'job:' .. id
  local v = call('HMGET', key, 'now', 'feeds')
  local owner, held, times, counts, reported, rest, kind, room = match(v[1] or '', RUNNING)
  if owner ~= drone or held ~= fence or v[2] then
    answers[#answers + 1] = seldom().done(i)
  else
    call('HSET', key, 'now', 'done ' .. drone .. ' ' .. fence .. ' - complete ' .. times .. now .. counts
        .. ' - ' .. rest, 'result', ARGV[i + 3])
    call('PEXPIRE', key, retention)
    if fence ~= '1' or reported ~= '0' then
      call('PEXPIRE', P .. 'log:' .. id, retention)
      call('PEXPIRE', P .. 'past:' .. id, retention)
    end
    if kind == 't' then
      owe('ended:' .. id .. ':' .. fence, 'ended', AT, '"job":"' .. id .. '","fence":' .. fence)
    end
    ids[#ids + 1] = id
    rooms[room] = (rooms[room] or 0) + 1
    answers[#answers + 1] = 1
  end
end
if #ids > 0 then
  call('ZREM', P .. 'leases', unpack(ids))
  call('SREM', P .. 'open', unpack(ids))
  for room, some in pairs(rooms) do
    if call('HINCRBY', P .. 'rooms', room, -some) <= 0 then
      call('HDEL', P .. 'rooms', room)
    end
  end
end
return answers
