-- Where jobs stand in their lines, and up to where those were read.
local LEVELS = {'again', 'high', 'normal', 'low'}

-- Where a waiting job stands.
local function place_of(job)
  return job.entry:match('^(%a+)/(.+)$')
end

-- Up to where a line was read.
local function read_up_to(line)
  local groups = redis.pcall('XINFO', 'GROUPS', line)
  if groups.err or not groups[1] then
    return nil
  end
  for i = 1, #groups[1], 2 do
    if groups[1][i] == 'last-delivered-id' then
      return groups[1][i + 1]
    end
  end
end
