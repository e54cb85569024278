-- Puts jobs in, each once: the same id again changes nothing. Ends at the first that is refused.
--
-- Touches   job:<id>, classes, ready:*, fair:*, line:*, bell:*, open:*, busy, delayed, held, needs:<id>,
--           feeds:<id>, once:*, deadlines, queue, outbox, and what a job that is replaced touches at its end
-- ARGV[2..4] level, class and room, when all of them only have to wait there; else three times nothing
-- ARGV[5..] four of each job: id; t for a usual job that is told, q for a usual one that is quiet, else -; its
--           words and specification (see job.lua); and what few jobs have as JSON, or nothing: delay (ms), deps (ids), keys, once {key, window (ms), last}
-- Returns   of each job a word, and what belongs to it: queued, known, frozen, draining, same ID,
--           full SCOPE LIMIT, missing ID
local call, level, class, room = redis.call, ARGV[2], ARGV[3], ARGV[4]
local lane, answers, new = level .. ':' .. class, {}, {}

local coming = (#ARGV - 4) / 4
local q = call('HMGET', P .. 'queue', 'frozen', 'controls', 'most', 'mostofroom', 'idle', 'sum', 'summed')
if level == '' or q[1] == '1' or q[2] and q[2] ~= '0'
    or open_jobs(q[6], q[7], tonumber(q[3]) or MOST, coming) + coming > (tonumber(q[3]) or MOST) then
  return seldom().submit()
end
for i = 5, #ARGV, 4 do
  local known = call('EXISTS', P .. 'job:' .. ARGV[i]) == 1
  answers[#answers + 1] = known and 'known' or 'queued'
  if not known then
    new[#new + 1] = i
  end
end
if #new == 0 then
  return answers
end

-- Most jobs join others of their room, and there is place for them. A line that is there has its class
-- and its room where a claim looks for them.
local line, first = P .. 'line:' .. lane .. ':' .. room, ARGV[new[1]]
local had = open_jobs_of(room)
local entry = had + #new <= (tonumber(q[4]) or MOST_OF_ROOM) and call('XADD', line, 'NOMKSTREAM', '*', 'job', first)
if not entry then
  return seldom().submit()
end
local begun, came = ' submit' .. FRESH .. AT .. UNTRIED, ' ' .. room .. ' ' .. AT
for n, i in ipairs(new) do
  local id, kind = ARGV[i], ARGV[i + 1]
  new[n] = id
  if n > 1 then
    entry = call('XADD', line, '*', 'job', id)
  end
  call('HSET', P .. 'job:' .. id, 'spec', ARGV[i + 2], 'now', 'waiting - 0 ' .. level .. '/' .. entry .. begun .. kind .. came)
  if ARGV[i + 2]:byte() == 49 then
    owe('queued:' .. id .. ':0', 'queued', AT, '"job":"' .. id .. '","fence":0')
  end
end
opened(room, had, unpack(new))
call('HINCRBY', P .. 'ready:' .. level, class, #new)
ring(class, #new, q[5])
return answers
