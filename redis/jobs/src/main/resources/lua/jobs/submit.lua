-- Puts a job in, once: the same id again changes nothing.
--
-- Touches   job:<id>, lanes, lane:<lane>, jobs, room:<room>, state:waiting, freeze, wake, outbox
-- ARGV[2]   job id
-- ARGV[3]   its specification, JSON
-- ARGV[4]   lane
-- ARGV[5]   room id
-- ARGV[6]   how many lost drones bury it
-- Returns   queued, known or frozen
local id, spec, lane, room, maxlost = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local key = P .. 'job:' .. id

if redis.call('EXISTS', key) == 1 then
  return 'known'
end
if frozen() then
  return 'frozen'
end

local at = now()
local entry = on_lane(lane, id)
redis.call('HSET', key, 'spec', spec, 'state', 'waiting', 'lane', lane, 'entry', entry, 'room', room,
    'at', at, 'fence', 0, 'lost', 0, 'maxlost', maxlost)
redis.call('ZADD', P .. 'jobs', at, id)
redis.call('ZADD', P .. 'room:' .. room, at, id)
redis.call('ZADD', P .. 'state:waiting', at, id)
tell('queued', id, 0, at)
wake()
return 'queued'
