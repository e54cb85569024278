-- Put before scripts that compare ids.

-- Whether a comes after b by their bytes, as Redis sorts; Lua's own comparison follows the locale of
-- the server.
local function greater(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then
      return x > y
    end
  end
  return #a > #b
end
