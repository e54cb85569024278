-- Tells whether one more job of a room would be refused.
--
-- Touches   queue
-- ARGV[2]   room
-- Returns   what `submit.lua` says of it: full SCOPE LIMIT; or nothing
local q = redis.call('HMGET', P .. 'queue', 'most', 'mostofroom', 'sum', 'summed')
local most, most_of_room = tonumber(q[1]) or MOST, tonumber(q[2]) or MOST_OF_ROOM
if open_jobs(q[3], q[4], most, 1) >= most then
  return 'full QUEUE ' .. most
end
return open_jobs_of(ARGV[2]) >= most_of_room and 'full ROOM ' .. most_of_room
