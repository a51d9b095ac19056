// Contents at the top and at the side are one list, which the template below would make relative to the page twice.
exports.preTransform = function (model) {
  model._navKey = null;
  return model;
};

exports.postTransform = function (model) {
  return model;
};
