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
local lane, answers = level .. ':' .. class, {}

local keys = {}
for i = 5, #ARGV, 4 do
  keys[#keys + 1] = P .. 'job:' .. ARGV[i]
end
local coming = #keys
local q = call('HMGET', P .. 'queue', 'frozen', 'controls', 'most', 'mostofroom', 'idle', 'sum', 'summed')
if level == '' or q[1] == '1' or q[2] and q[2] ~= '0'
    or open_jobs(q[6], q[7], tonumber(q[3]) or MOST, coming) + coming > (tonumber(q[3]) or MOST)
    or call('EXISTS', unpack(keys)) > 0 then
  return seldom().submit()
end
local had = open_jobs_of(room)
if had + coming > (tonumber(q[4]) or MOST_OF_ROOM) then
  return seldom().submit()
end

-- Most jobs join others of their room. A line that is there has its class and its room where a claim
-- looks for them. The first of a line goes the other way, before anything is written.
local line, new = P .. 'line:' .. lane .. ':' .. room, {}
local begun, came = ' submit' .. FRESH .. AT .. UNTRIED, ' ' .. room .. ' ' .. AT
for n = 1, coming do
  local i = 4 * n + 1
  local id = ARGV[i]
  local entry = call('XADD', line, 'NOMKSTREAM', '*', 'job', id)
  if not entry then
    return seldom().submit()
  end
  if call('HSET', keys[n], 'spec', ARGV[i + 2], 'now',
      'waiting - 0 ' .. level .. '/' .. entry .. begun .. ARGV[i + 1] .. came) > 0 then
    if ARGV[i + 2]:byte() == 49 then
      owe('queued:' .. id .. ':0', 'queued', AT, '"job":"' .. id .. '","fence":0')
    end
    answers[n], new[#new + 1] = 'queued', id
  else
    -- The call has it twice. The entry that it had is passed over.
    answers[n] = 'known'
  end
end
opened(room, had, unpack(new))
call('HINCRBY', P .. 'ready:' .. level, class, #new)
ring(class, #new, q[5])
return answers
