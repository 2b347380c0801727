import "kenpin/worker";
