-- Tells whether one more job of a room would be refused.
--
-- ARGV[2]   room
-- Returns   what `submit.lua` says of it: full SCOPE LIMIT; or nothing
local most, most_of_room = setting('most', MOST), setting('mostofroom', MOST_OF_ROOM)
if open_jobs() >= most then
  return 'full QUEUE ' .. most
end
return open_jobs_of(ARGV[2]) >= most_of_room and 'full ROOM ' .. most_of_room
